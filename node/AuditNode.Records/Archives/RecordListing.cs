namespace AuditNode.Records.Archives;

/// <summary>Which records of a stream an archive holds.</summary>
/// <param name="Sequences">Their numbers in ascending order.</param>
public sealed record RecordListing(IReadOnlyList<long> Sequences)
{
    /// <summary>No records.</summary>
    public static RecordListing Empty { get; } = new([]);

    /// <summary>One more than the largest number; 0 where there are none.</summary>
    public long End => Sequences.Count == 0 ? 0 : Sequences[^1] + 1;

    /// <summary>Whether the numbers run from 0 without a gap.</summary>
    public bool IsGapless => End == Sequences.Count;

    /// <summary>The ranges of numbers that are missing below <see cref="End"/>, in ascending order.</summary>
    public IEnumerable<SequenceRange> Missing
    {
        get
        {
            long next = 0;
            foreach (long sequence in Sequences)
            {
                if (sequence > next) yield return new SequenceRange(next, sequence - 1);
                next = sequence + 1;
            }
        }
    }
}

/// <summary>Consecutive numbers of records.</summary>
/// <param name="First">The first.</param>
/// <param name="Last">The last, not below the first.</param>
public readonly record struct SequenceRange(long First, long Last)
{
    /// <summary>How many there are.</summary>
    public long Count => Last - First + 1;

    /// <inheritdoc/>
    public override string ToString() => First == Last ? $"{First}" : $"{First} to {Last}";
}
