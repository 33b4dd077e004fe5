using AuditNode.Records.Canonical;

namespace AuditNode.Records.Operations;

/// <content>Checks.</content>
public sealed partial record OperationRecord
{
    /// <summary>Checks every member.</summary>
    /// <exception cref="RecordFormatException">A member is out of its range; the message names it, what it holds and what is allowed.</exception>
    public void Validate()
    {
        RequireRange("chainId", ChainId, 1, CanonicalValue.MaximumInteger);
        RequireRange("sequence", Sequence, 0, MaximumSequence);
        RequireRange("round", Round, 0, int.MaxValue);
        if (!RecordText.IsLabel(Kind)) throw new RecordFormatException("kind", RecordText.LabelRule);
        if (!RecordText.IsLabel(Leakage)) throw new RecordFormatException("leakage", RecordText.LabelRule);
        if (FinishedAt < StartedAt) throw new RecordFormatException("finishedAt", "It lies before startedAt; give the times in order.");
        if (!Enum.IsDefined(Level)) throw new RecordFormatException("level", $"{(int)Level} is no level.");
        RequireArtifacts("inputs", Inputs);
        RequireArtifacts("outputs", Outputs);
        RecordMaps.RequireParameters(Parameters);
        RecordMaps.RequireCommitments(Commitments, MaximumCommitments);
        Privacy?.Validate();
    }

    private static void RequireRange(string member, long value, long minimum, long maximum)
    {
        if (value < minimum || value > maximum) throw new RecordFormatException(member, $"It is {value}; it must lie in [{minimum}, {maximum}].");
    }

    private static void RequireArtifacts(string member, IReadOnlyList<ArtifactReference> artifacts)
    {
        if (artifacts.Count > MaximumArtifacts)
            throw new RecordFormatException(member, $"It has {artifacts.Count} artifacts; there may be {MaximumArtifacts}. Put more into a manifest.");
        for (int i = 0; i < artifacts.Count; i++) artifacts[i].Validate($"{member}[{i}]");
    }
}
