"""What the API answers, as models that also write its OpenAPI page.

The order of the fields is part of the contract: the first ones are those of the documented
examples, later ones are additions.
"""
