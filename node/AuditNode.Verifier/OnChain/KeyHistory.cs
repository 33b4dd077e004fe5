using System.Numerics;
using AuditNode.Chain;
using AuditNode.Zk.Groups;

namespace AuditNode.Verifier.OnChain;

/// <summary>A proof key in the time of its use.</summary>
/// <param name="Version">Its number, from 1.</param>
/// <param name="X">Coordinate x.</param>
/// <param name="Y">Coordinate y.</param>
/// <param name="Activated">From where on.</param>
/// <param name="Retired">From where on no more, or null.</param>
public sealed record KeyPeriod(ulong Version, BigInteger X, BigInteger Y, ChainPlace Activated, ChainPlace? Retired)
{
    /// <summary>The key, or null where the coordinates are those of no point of the curve.</summary>
    public GroupElement<Bn254>? Element
    {
        get
        {
            byte[] encoded = [.. Bytes32.FromUInt256(X).ToArray(), .. Bytes32.FromUInt256(Y).ToArray()];
            return GroupElement<Bn254>.TryRead(encoded, out GroupElement<Bn254> element) ? element : null;
        }
    }
}

/// <summary>The proof keys of the institutions of a job, by the time of their use.</summary>
/// <param name="periods">Each institution's keys in order.</param>
public sealed class KeyHistory(IReadOnlyDictionary<Address, IReadOnlyList<KeyPeriod>> periods)
{
    /// <summary>Each institution's keys in order.</summary>
    public IReadOnlyDictionary<Address, IReadOnlyList<KeyPeriod>> Periods { get; } = periods;

    /// <summary>The key that an institution had at a place of the chain, or null.</summary>
    /// <param name="institution">The institution.</param>
    /// <param name="place">The place.</param>
    public KeyPeriod? At(Address institution, ChainPlace place) => Periods.GetValueOrDefault(institution)?
        .LastOrDefault(period => period.Activated < place && (period.Retired is not { } retired || retired > place));
}
