using AuditNode.Engine.Data;

namespace AuditNode.Node.Jobs;

/// <summary>Where an institution keeps a data set, and what may ever be released from it.</summary>
/// <param name="Name">Names the data set within this institution: 1 to 64 of a-z, 0-9, '.', '-' and '_'. One name, one privacy account for ever.</param>
/// <param name="Path">A CSV file with a header, plain or packed (.gz).</param>
/// <param name="Cap">Most rho of zero-concentrated differential privacy that all jobs together may spend, in units of 1e-12; used when the account is opened.</param>
public sealed record DatasetSource(string Name, string Path, UInt128 Cap)
{
    /// <summary>Column that names the records, the same in every institution; null where there is none.</summary>
    public string? Identifier { get; init; }

    /// <summary>How the file is written and how much of it is read at most.</summary>
    public TableReaderOptions Reading { get; init; } = new();
}
