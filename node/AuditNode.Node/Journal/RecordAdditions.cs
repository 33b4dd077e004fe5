using AuditNode.Chain;
using AuditNode.Engine.Privacy;

namespace AuditNode.Node.Journal;

/// <summary>What a record gets beside what was reported; asked for once, when the record is made.</summary>
/// <param name="Relation">What it proves beyond who made it; null for nothing. The stream disposes of it.</param>
/// <param name="SentRecord">The other side's record of the same message; null where it is not known.</param>
internal sealed record RecordAdditions(RelationDraft? Relation, Bytes32? SentRecord)
{
    /// <summary>Nothing.</summary>
    public static RecordAdditions None { get; } = new(null, null);
}

/// <summary>What a release costs which dataset.</summary>
internal readonly record struct Price(Bytes32 Dataset, Rho Rho);
