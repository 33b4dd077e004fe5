using System.Text;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Proofs;
using AuditNode.Zk.Relations;
using AuditNode.Zk.Transcripts;

namespace AuditNode.Zk.Tests.Proofs;

/// <summary>
/// The generator of the draft's vectors ("Seeded PRNG"): scalars squeezed from a sponge that is seeded with a published tag. For vectors
/// only: everybody knows these nonces.
/// </summary>
internal sealed class SeededNonces<TCurve> : INonceSource<TCurve>, IDisposable
    where TCurve : struct, ICurve
{
    private readonly Ciphersuite<TCurve> _suite;
    private readonly IDuplexSponge _sponge;

    /// <summary>The stream of a vector's nonces, or without a flavor that of its instance and witness.</summary>
    public SeededNonces(Ciphersuite<TCurve> suite, string relation, Flavor? flavor)
    {
        _suite = suite;
        string marker = flavor is { } used ? $"{FlavorMarker.For(used)}-" : "";
        string tag = $"TestDRNG-SIGMA-PROOFS-{marker}{suite.Identifier}-{relation}";
        _sponge = suite.CreateSponge(suite.DeriveSessionId(Encoding.ASCII.GetBytes(tag)));
    }

    public Scalar<TCurve> Next()
    {
        byte[] squeezed = new byte[Ciphersuite<TCurve>.ChallengeByteCount];
        _sponge.Squeeze(squeezed);
        return _suite.DecodeChallenge(squeezed);
    }

    public void Fill(
        in SessionId sessionId, LinearRelation<TCurve> relation, ReadOnlySpan<Scalar<TCurve>> witness, uint attempt, Span<Scalar<TCurve>> nonces)
    {
        for (int i = 0; i < nonces.Length; i++) nonces[i] = Next();
    }

    public void Dispose() => _sponge.Dispose();
}
