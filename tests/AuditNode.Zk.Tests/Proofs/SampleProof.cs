using System.Text;
using AuditNode.Zk.Commitments;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Proofs;
using AuditNode.Zk.Relations;
using AuditNode.Zk.Tests.Relations;
using AuditNode.Zk.Transcripts;

namespace AuditNode.Zk.Tests.Proofs;

/// <summary>A statement with its secrets and a session for each flavor, on BN254.</summary>
internal sealed record SampleProof(LinearRelation<Bn254> Relation, Scalar<Bn254>[] Witness)
{
    private static readonly Ciphersuite<Bn254> s_suite = Ciphersuite.Bn254Keccak256;

    public static SessionId BatchableSession { get; } =
        s_suite.DeriveSessionId(Encoding.ASCII.GetBytes($"sample-DSFS-with-{s_suite.Identifier}"), Flavor.Batchable);

    public static SessionId CompactSession { get; } =
        s_suite.DeriveSessionId(Encoding.ASCII.GetBytes($"sample-CMPT-with-{s_suite.Identifier}"), Flavor.Compact);

    public static SampleProof DiscreteLogarithm(TestInputs inputs)
    {
        Scalar<Bn254> x = inputs.Scalar<Bn254>();
        return new SampleProof(SampleRelations.DiscreteLogarithm(GroupElement<Bn254>.MultiplyGenerator(x)).Build(), [x]);
    }

    public static SampleProof PedersenOpening(TestInputs inputs)
    {
        var parameters = PedersenParameters<Bn254>.Standard;
        Scalar<Bn254> value = inputs.Scalar<Bn254>(), blinding = inputs.Scalar<Bn254>();
        using var opening = new Opening<Bn254>(value, blinding);
        LinearRelation<Bn254> relation = SampleRelations.PedersenOpening(parameters.BlindingGenerator, opening.Commit(parameters).Element).Build();
        return new SampleProof(relation, [value, blinding]);
    }

    public byte[] Batchable() => new Prover<Bn254>(s_suite).ProveBatchable(BatchableSession, Relation, Witness);

    public byte[] Compact() => new Prover<Bn254>(s_suite).ProveCompact(CompactSession, Relation, Witness);

    public BatchableProof<Bn254> ToBatch() => new(BatchableSession, Relation, Batchable());
}
