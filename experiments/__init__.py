"""Questions asked of the model: comparisons, studies, their statistics, figures and files."""
