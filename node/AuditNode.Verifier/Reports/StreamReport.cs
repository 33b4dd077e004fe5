using AuditNode.Chain;
using AuditNode.Records.Archives;

namespace AuditNode.Verifier.Reports;

/// <summary>What a verification says about the records of one institution in one job.</summary>
/// <param name="Institution">The institution.</param>
/// <param name="Party">Its name in the job, or null where it is not known.</param>
/// <param name="Anchored">The numbers that are anchored, or null for none.</param>
/// <param name="Pending">The numbers that are archived and not anchored yet, or null for none.</param>
/// <param name="Sound">Records that are archived as they are anchored.</param>
/// <param name="Head">The hash of the last anchored record; null where there is none.</param>
/// <param name="FirstBlock">The block of the first anchored record, or null.</param>
/// <param name="LastBlock">That of the last.</param>
/// <param name="Attributions">Transactions with a proof of attribution.</param>
/// <param name="Relations">Transactions, and archived proofs, with a proof of a relation.</param>
public sealed record StreamReport(
    Address Institution, string? Party, SequenceRange? Anchored, SequenceRange? Pending, long Sound, Bytes32? Head, ulong? FirstBlock, ulong? LastBlock,
    int Attributions, int Relations);
