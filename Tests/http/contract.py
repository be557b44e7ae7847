"""The OpenAPI document, read for tests that go through every operation."""

import re
from functools import cache

import yaml
from jsonschema import Draft202012Validator
from server import ROOT

DOCUMENT = ROOT / "Web/openapi.yaml"
METHODS = ("get", "post", "put", "patch", "delete")
UUID = "01890a5d-ac96-774b-bcce-b302099a8057"


def operations():
    """(method, path) of each operation, with an id that names nothing for each parameter."""
    document = yaml.safe_load(DOCUMENT.read_text("utf8"))
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                yield method.upper(), re.sub(r"\{\w+\}", UUID, path)


@cache
def validator(name):
    document = yaml.safe_load(DOCUMENT.read_text("utf8"))
    return Draft202012Validator({"$ref": f"#/components/schemas/{name}", "components": document["components"]})


def check_shape(name, value):
    """The value is as the schema of that name says."""
    wrong = [f"{error.json_path}: {error.message}" for error in validator(name).iter_errors(value)]
    assert wrong == [], (name, wrong[:5])


def writes():
    return [operation for operation in operations() if operation[0] != "GET"]


def full(path):
    """The path under the server's root: the document may leave out the part that its servers name."""
    return path if path.startswith(("/api", "/healthz", "/readyz", "/metrics")) else "/api/v1" + path
