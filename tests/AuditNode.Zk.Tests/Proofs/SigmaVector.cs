using System.Text;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Proofs;
using AuditNode.Zk.Relations;

namespace AuditNode.Zk.Tests.Proofs;

/// <summary>
/// One vector of draft-irtf-cfrg-sigma-protocols, poc/vectors of mmaker/draft-irtf-cfrg-sigma-protocols at commit 91cc933 (an IETF
/// contribution, public domain).
/// </summary>
internal sealed record SigmaVector(
    string Id, string? BaseId, string Function, string Ciphersuite, string? Relation, string Flavor, string Tag, string? SessionId,
    string Instance, string? Witness, string NargString, string Expected)
{
    public static SigmaVector[] Valid { get; } = SharedVectors.Read<SigmaVector[]>(
        "sigma-proofs_Shake128_P256.json", "dfc3db4cc56337ac0b9eb511e2fcc356d2594a2293040933e7706cfbd505ca00");

    public static SigmaVector[] Adversarial { get; } = SharedVectors.Read<SigmaVector[]>(
        "sigma-proofs-invalid_Shake128_P256.json", "d6348cd026158ec4168db208ecab5a8eb2d2e22c6ae032115755b388c7163b68");

    public bool IsBatchable => Flavor == "batchable";

    public byte[] TagBytes => Encoding.ASCII.GetBytes(Tag);

    public byte[] Proof => Convert.FromHexString(NargString);

    public static TheoryData<string> Ids(Func<SigmaVector[]> file, Func<SigmaVector, bool>? where = null) =>
        SharedVectors.Folder is null ? ["absent"] : [.. file().Where(where ?? (_ => true)).Select(vector => vector.Id)];

    /// <summary>The statement, or null if its encoding is refused.</summary>
    public LinearRelation<P256>? ReadRelation() =>
        LinearRelation<P256>.TryRead(Convert.FromHexString(Instance), out LinearRelation<P256>? relation) ? relation : null;

    /// <summary>Verifies as a verifier does that gets statement and proof as bytes.</summary>
    public bool IsAccepted()
    {
        if (ReadRelation() is not { } relation) return false;
        var verifier = new Verifier<P256>(Zk.Proofs.Ciphersuite.P256Shake128);
        return VerificationResult.Accepted == (IsBatchable
            ? verifier.VerifyBatchable(TagBytes, relation, Proof)
            : verifier.VerifyCompact(TagBytes, relation, Proof));
    }

    public BatchableProof<P256> ToBatchable() =>
        new(Zk.Proofs.Ciphersuite.P256Shake128.DeriveSessionId(TagBytes), ReadRelation()!, Proof);
}
