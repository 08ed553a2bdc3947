"""The worked examples beside the docs: each is read, fits the schema, and comes to the verdict that it shows."""

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest
import yaml

from assistant.audit import audit
from assistant.domain import applicant_schema, dump_applicant, read_applicant
from assistant.plan import plan
from assistant.programs import COLUMNS, assign, read_programs

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
TODAY = date(2027, 6, 1)
VERDICTS = {
    "family_medicine": ["ready"],
    "first_steps": ["ready"],
    "general_surgery": ["ready"],
    "internal_medicine": ["warning", "critical"],
    "neurology": ["ready"],
    "obstetrics_gynecology": ["warning"],
    "pediatrics": ["warning"],
    "psychiatry": ["critical"],
    "radiology": ["critical"],
}


def test_every_example_is_here() -> None:
    assert {file.stem for file in EXAMPLES.glob("*.yaml")} == set(VERDICTS)


@pytest.mark.parametrize("name", VERDICTS)
def test_example(name: str) -> None:
    file = EXAMPLES / f"{name}.yaml"
    applicant = read_applicant(file, TODAY)
    plain = json.loads(json.dumps(yaml.safe_load(file.read_text("utf-8")), default=str))
    jsonschema.validate(plain, applicant_schema())
    jsonschema.validate(dump_applicant(applicant), applicant_schema())
    assert [target.verdict for target in audit(applicant, TODAY).targets] == VERDICTS[name]
    assert plan(applicant, TODAY).steps or plan(applicant, TODAY).questions


def test_the_list_of_programs_names_every_column_and_is_assigned() -> None:
    file = EXAMPLES / "programs.csv"
    assert tuple(file.read_text("utf-8").splitlines()[0].split(",")) == COLUMNS
    found = assign(read_applicant(EXAMPLES / "internal_medicine.yaml", TODAY), read_programs(file), TODAY)
    met = {item.program: (item.met, item.asked) for item in found.programs}
    assert met["Mercy Hospital"] == (3, 3) and met["Valley Health"] == (0, 0) and met["County General"][1] == 5
    assert next(item for item in found.programs if item.program == "County General").letters == ("lopez",)
    assert found.general_set == ("lopez", "khan")
