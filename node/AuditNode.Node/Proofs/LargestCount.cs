using System.Globalization;
using System.Numerics;
using AuditNode.Engine.Protocols;

namespace AuditNode.Node.Proofs;

/// <summary>A bound of the counts that a job releases, which its proofs of division need; follows from the job and is kept with its state.</summary>
/// <param name="Value">At least 1.</param>
internal sealed record LargestCount(BigInteger Value)
{
    private const string Name = "largest-count";

    public ValueTask WriteAsync(ICheckpointStore state, CancellationToken cancellationToken) =>
        Jobs.StateFile.WriteAsync(state, Name, Value.ToString(CultureInfo.InvariantCulture), cancellationToken);

    /// <returns>Null where nothing was released yet.</returns>
    public static async ValueTask<LargestCount?> ReadAsync(ICheckpointStore state, CancellationToken cancellationToken) =>
        await Jobs.StateFile.ReadAsync<string>(state, Name, cancellationToken).ConfigureAwait(false) is { } text
        && BigInteger.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out BigInteger value) ? new LargestCount(value) : null;
}
