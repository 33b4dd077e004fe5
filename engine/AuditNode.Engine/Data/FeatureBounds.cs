using System.Globalization;

namespace AuditNode.Engine.Data;

/// <summary>
/// The agreed bounds of a feature: what [-1, 1] stands for. They come from knowledge of the quantity (an age, a percentage), never from
/// private records, whose smallest and largest values they would disclose.
/// </summary>
public sealed record FeatureBounds
{
    /// <summary>Checks and takes over bounds.</summary>
    /// <param name="name">The feature's name.</param>
    /// <param name="lower">What -1 stands for; finite.</param>
    /// <param name="upper">What 1 stands for; finite, above <paramref name="lower"/>, and their difference finite.</param>
    /// <exception cref="DataException">A bound is not finite, or there is no room between them: such a feature would be
    /// constant.</exception>
    public FeatureBounds(string name, double lower, double upper)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!double.IsFinite(lower) || !double.IsFinite(upper) || !(lower < upper) || !double.IsNormal(upper - lower))
        {
            throw new DataException(DataError.BadBounds, string.Create(CultureInfo.InvariantCulture, $"the bounds are {lower} and {upper}"),
                "finite numbers, the lower below the upper, their difference finite",
                "agree on bounds that follow from the quantity, or leave the column out", name);
        }

        // Adding zero turns -0 into 0, so that equal bounds have equal bytes.
        (Name, Lower, Upper) = (name, lower + 0.0, upper + 0.0);
    }

    /// <summary>The feature's name: the column's, or column=category.</summary>
    public string Name { get; }

    /// <summary>What -1 stands for, in the column's unit.</summary>
    public double Lower { get; }

    /// <summary>What 1 stands for, in the column's unit.</summary>
    public double Upper { get; }

    /// <summary>Maps a value to [-1, 1]; values beyond the bounds become -1 or 1.</summary>
    /// <param name="value">A finite value in the column's unit.</param>
    public double Scale(double value)
    {
        if (value <= Lower) return -1;
        return value >= Upper ? 1 : Math.Clamp(2 * ((value - Lower) / (Upper - Lower)) - 1, -1, 1);
    }

    /// <summary>The value that a scaled one stands for: the inverse of <see cref="Scale"/> between the bounds.</summary>
    /// <param name="scaled">From -1 to 1.</param>
    /// <returns>A value in the column's unit, from <see cref="Lower"/> to <see cref="Upper"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The scaled value is not from -1 to 1.</exception>
    public double Restore(double scaled)
    {
        if (!(scaled is >= -1 and <= 1)) throw new ArgumentOutOfRangeException(nameof(scaled), "A scaled value is from -1 to 1.");
        double share = (scaled + 1) / 2;
        return Math.Clamp(Lower * (1 - share) + Upper * share, Lower, Upper);
    }

    /// <summary>
    /// The smallest and largest of values that are public anyway. For published benchmark data only: of private records these two numbers
    /// are a release of two people's values, without any noise.
    /// </summary>
    /// <param name="name">The feature's name.</param>
    /// <param name="publicValues">Published values, finite, at least two different ones.</param>
    /// <exception cref="DataException">All values are the same, or one is not finite.</exception>
    public static FeatureBounds OfPublicData(string name, ReadOnlySpan<double> publicValues)
    {
        double lower = double.PositiveInfinity, upper = double.NegativeInfinity;
        foreach (double value in publicValues) (lower, upper) = (Math.Min(lower, value), Math.Max(upper, value));
        return new FeatureBounds(name, lower, upper);
    }

    internal static string DescribeRange(double lower, double upper) => string.Create(CultureInfo.InvariantCulture, $"{lower} to {upper}");
}
