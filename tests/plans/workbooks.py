from pathlib import Path
from planbook.backends.excel import build
from planbook.plan import Plan
SECURECLOUD = Path(__file__).parents[2] / "scenarios" / "securecloud"
def build_workbook(plan, path, shown=None):
    run = plan.run(shown)
    return build(plan.loaded, plan.model, run.arrays, run.scenario.name, path).path
