using AuditNode.Zk.Commitments;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Proofs;
using AuditNode.Zk.Relations;
using AuditNode.Zk.Relations.Gadgets;
using AuditNode.Zk.Transcripts;

namespace AuditNode.Zk.Tests.Relations.Gadgets;

/// <summary>A relation of gadgets under construction, and its proof.</summary>
internal sealed class GadgetProof
{
    private static readonly Ciphersuite<Bn254> s_suite = Ciphersuite.Bn254Keccak256;
    private static readonly SessionId s_session = s_suite.DeriveSessionId("gadget-CMPT-with-sigma-proofs_Keccak256_BN254"u8, Flavor.Compact);

    public GadgetProof() => Bases = PedersenBases<Bn254>.Declare(Builder, Parameters);

    public static PedersenParameters<Bn254> Parameters => PedersenParameters<Bn254>.Standard;

    public LinearRelationBuilder<Bn254> Builder { get; } = new();

    public PedersenBases<Bn254> Bases { get; }

    public static Scalar<Bn254> Number(ulong value) => Scalar<Bn254>.FromUInt64(value);

    public ElementVariable<Bn254> Commit(string name, Opening<Bn254> opening) =>
        Builder.AllocateElement(name, opening.Commit(Parameters).Element);

    public byte[] Prove(Action<Witness<Bn254>> assign)
    {
        using var witness = new Witness<Bn254>(Builder);
        assign(witness);
        return new Prover<Bn254>(s_suite).ProveCompact(s_session, Builder.Build(), witness.AsSpan());
    }

    public bool Verify(byte[] proof) =>
        new Verifier<Bn254>(s_suite).VerifyCompact(s_session, Builder.Build(), proof) == VerificationResult.Accepted;

    /// <summary>The witness is refused, and by an equation: nothing the prover assigns satisfies a false statement.</summary>
    public int BrokenEquation(Action<Witness<Bn254>> assign) => Assert.Throws<UnsatisfiedRelationException>(() => Prove(assign)).Equation;
}
