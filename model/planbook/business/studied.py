"""Charts of what only the engine can compute: scenarios against each other, sensitivities, shocks."""

from planbook.language.charts import Chart

WHY = "As the engine computed it: the cells of one workbook show one scenario at a time."

STUDIED = (
    Chart("C06", "How far apart are the scenarios?", "line", "study", (), why=WHY),
    Chart("C07", "What is it worth in each scenario?", "column", "study", (), why=WHY),
    Chart("C65", "What moves value most?", "tornado", "study", (), why="Each assumption by its own uncertainty, the widest first."),
    Chart("C69", "Which shock hurts cash most?", "bar", "study", (), why="The lowest cash under each shock, without management's answer."),
    Chart("C71", "How do scenarios differ in cash?", "line", "study", (), why=WHY),
    Chart("C72", "What explains the difference in value?", "waterfall", "study", (), why="Shapley values: no order is preferred."),
)
