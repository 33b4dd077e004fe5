namespace AuditNode.Engine.Privacy;

/// <summary>A box of records with bounds of what a record of it adds to a release; a node of the tree that halves the domain.</summary>
internal sealed class RecordBox(double[] lower, double[] upper)
{
    internal double[] Lower { get; } = lower;

    internal double[] Upper { get; } = upper;

    /// <summary>Lower bounds of w_i over the box.</summary>
    internal required double[] LeastWeights { get; init; }

    /// <summary>Upper bounds of w_i over the box.</summary>
    internal required double[] GreatestWeights { get; init; }

    /// <summary>An upper bound of |G(x)|^2 over the box, lowered when its halves are known better.</summary>
    internal required double Bound { get; set; }

    /// <summary>|G(x)|^2 at the best point found in the box.</summary>
    internal required double Attained { get; set; }

    /// <summary>G at that point.</summary>
    internal required double[] Vector { get; set; }

    internal RecordBox? First { get; private set; }

    internal RecordBox? Second { get; private set; }

    /// <summary>The longest side.</summary>
    internal int LongestAxis
    {
        get
        {
            int longest = 0;
            for (int f = 1; f < Lower.Length; f++)
            {
                if (Upper[f] - Lower[f] > Upper[longest] - Lower[longest]) longest = f;
            }

            return longest;
        }
    }

    internal double LongestSide => Upper[LongestAxis] - Lower[LongestAxis];

    internal void SetHalves(RecordBox first, RecordBox second) => (First, Second) = (first, second);

    /// <summary>Takes over what the halves know.</summary>
    internal void Update()
    {
        if (First is null || Second is null) return;
        Bound = Math.Min(Bound, Math.Max(First.Bound, Second.Bound));
        RecordBox better = First.Attained >= Second.Attained ? First : Second;
        if (better.Attained > Attained) (Attained, Vector) = (better.Attained, better.Vector);
    }
}
