"""PipelineDP without a cluster: pure ε, Laplace noise, public partitions."""
from importlib.metadata import version

import pipeline_dp
from frame import columns, half, keys, run


def release(work, table, measure, query, loss):
    names = columns(work, query)
    accountant = pipeline_dp.NaiveBudgetAccountant(total_epsilon=loss, total_delta=0)
    engine = pipeline_dp.DPEngine(accountant, pipeline_dp.LocalBackend())
    bound = half(measure)
    isSum = query["statistic"] == "sum"
    params = pipeline_dp.AggregateParams(
        noise_kind=pipeline_dp.NoiseKind.LAPLACE,
        metrics=[pipeline_dp.Metrics.SUM if isSum else pipeline_dp.Metrics.COUNT],
        max_partitions_contributed=1,
        max_contributions_per_partition=1,
        **({"min_value": -bound, "max_value": bound} if isSum else {}),
    )
    extractors = pipeline_dp.DataExtractors(
        privacy_id_extractor=lambda row: row["household"],
        partition_extractor=lambda row: tuple(row[name] for name in names),
        value_extractor=lambda row: row["centred"] if isSum else 0,
    )
    found = engine.aggregate(table, params, extractors, public_partitions=keys(work, measure, query))
    accountant.compute_budgets()
    return {cell: figures.sum if isSum else figures.count for cell, figures in found}


run(version("pipeline-dp"), "epsilon", release)
