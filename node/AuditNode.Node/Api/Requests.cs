namespace AuditNode.Node.Api;

/// <summary>Proposes a job.</summary>
/// <param name="Specification">Canonical bytes of the specification, base64.</param>
/// <param name="ConsentHours">Hours from now within which data holders may consent, 1 to 8,760.</param>
public sealed record ProposeRequest(byte[] Specification, int ConsentHours);

/// <summary>Consents to a job.</summary>
/// <param name="Specification">Canonical bytes of the specification, base64; absent where the node has it.</param>
/// <param name="Dataset">The data set to bring; absent for the only one, or for none.</param>
/// <param name="AgreesToAssignment">Whether the receivers that the specification names may learn every record's cluster.</param>
/// <param name="From">Where the proposer's node listens, https://host:port; absent for what earlier jobs say, and where nothing is to be fetched.</param>
public sealed record ConsentRequest(byte[]? Specification, string? Dataset, bool AgreesToAssignment, Uri? From = null);

/// <summary>Opens the privacy account of a data set, or lets a job spend of it.</summary>
/// <param name="Dataset">The data set; absent for the only one.</param>
/// <param name="JobId">The job that may spend; absent to open the account.</param>
public sealed record BudgetRequest(string? Dataset, string? JobId);

/// <summary>Aborts a job.</summary>
/// <param name="Reason">1 to 31 ASCII characters, which everybody sees.</param>
public sealed record AbortRequest(string Reason);

/// <summary>What a change on the chain came to.</summary>
/// <param name="JobId">The job.</param>
/// <param name="SpecHash">SHA-256 of its specification.</param>
/// <param name="Transaction">The transaction; absent where nothing was left to do.</param>
public sealed record JobChange(string JobId, string? SpecHash, string? Transaction);
