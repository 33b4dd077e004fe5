namespace AuditNode.Benchmarks.KMeans.Tables;

/// <summary>Loss and accuracy at equal privacy.</summary>
internal sealed class UtilityTable : IResultTable
{
    public string Name => "utility";

    public IEnumerable<PlannedRun> Plan(TableOptions options) => [];

    public RenderedTable? Render(RunStore store) => null;
}
