namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>A party of a job.</summary>
/// <param name="Name">See <see cref="PartyName"/>.</param>
/// <param name="Role">What it does.</param>
/// <param name="Columns">Its columns in the order of features; empty if it holds none.</param>
public sealed record JobParty(string Name, PartyRole Role, IReadOnlyList<JobColumn> Columns)
{
    /// <summary>A party whose columns were scaled to [-1, 1] beforehand.</summary>
    /// <param name="name">See <see cref="PartyName"/>.</param>
    /// <param name="role">What it does.</param>
    /// <param name="columns">Names of its columns.</param>
    public static JobParty WithScaledColumns(string name, PartyRole role, params IEnumerable<string> columns) =>
        new(name, role, [.. columns.Select(c => new JobColumn(c, -1, 1))]);
}
