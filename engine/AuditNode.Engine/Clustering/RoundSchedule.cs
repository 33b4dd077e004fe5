using AuditNode.Engine.Privacy;

namespace AuditNode.Engine.Clustering;

/// <summary>
/// How a fixed number of rounds shares a privacy budget: later rounds get more, since the last ones make the result, while the noise of the
/// first ones is repaired by those that follow. Round t of T gets T - 1 + 2 t parts, so the last one gets three times the first.
/// </summary>
/// <remarks>Measured in docs/utility.md.</remarks>
public static class RoundSchedule
{
    /// <summary>The most rounds.</summary>
    public const int MaximumRounds = 1_000_000;

    /// <summary>The parts of a round.</summary>
    /// <param name="round">t, from 0 to T - 1.</param>
    /// <param name="rounds">T, from 1 to <see cref="MaximumRounds"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public static long Parts(int round, int rounds)
    {
        CheckRounds(rounds);
        if (round < 0 || round >= rounds) throw new ArgumentOutOfRangeException(nameof(round), round, $"Must be from 0 to {rounds - 1}.");
        return rounds == 1 ? 1 : rounds - 1 + 2L * round;
    }

    /// <summary>The parts of all rounds together: 2 T (T - 1), or 1 for a single round.</summary>
    /// <param name="rounds">T, from 1 to <see cref="MaximumRounds"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of rounds is out of range.</exception>
    public static long TotalParts(int rounds)
    {
        CheckRounds(rounds);
        return rounds == 1 ? 1 : 2L * rounds * (rounds - 1);
    }

    /// <summary>The rho of each round, rounded down: together never more than the total.</summary>
    /// <param name="total">At most 1e6.</param>
    /// <param name="rounds">T, from 1 to <see cref="MaximumRounds"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public static IReadOnlyList<Rho> Divide(Rho total, int rounds)
    {
        if (total > new Rho((UInt128)1_000_000 * Rho.UnitsPerOne)) throw new ArgumentOutOfRangeException(nameof(total), total, "rho must be at most 1e6.");
        var all = (UInt128)TotalParts(rounds);
        return [.. Enumerable.Range(0, rounds).Select(round => new Rho(total.Units * (UInt128)Parts(round, rounds) / all))];
    }

    private static void CheckRounds(int rounds)
    {
        if (rounds is < 1 or > MaximumRounds)
            throw new ArgumentOutOfRangeException(nameof(rounds), rounds, $"There must be 1 to {MaximumRounds} rounds.");
    }
}
