"""The Windows and the Python that the program is built for."""

PYTHON = "3.13"

MARKERS = {
    "os_name": "nt",
    "sys_platform": "win32",
    "platform_system": "Windows",
    "platform_machine": "AMD64",
    "python_version": PYTHON,
    "python_full_version": f"{PYTHON}.2",
}
"""What the conditions of packages ("; sys_platform == 'win32'") are judged by."""
