"""``python -m app.domain.rules > config/runtime_config.schema.json``"""

import sys

from app.domain.rules.config import schema_text

sys.stdout.write(schema_text())
