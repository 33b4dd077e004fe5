namespace AuditNode.Zk.Records;

/// <summary>The context of the proof of possession of a proof key: InstitutionRegistry.register and rotateKey.</summary>
/// <param name="chainId">The chain's id (EIP-155).</param>
/// <param name="registry">Address of the InstitutionRegistry contract, 20 bytes.</param>
/// <param name="institution">Address of the institution, 20 bytes: the sender of the transaction.</param>
/// <param name="keyVersion">The version that the key is to have: one more than the registered one, 1 for the first key.</param>
/// <exception cref="ProofParameterException">A length is out of range.</exception>
public sealed class KeyContext(ulong chainId, ReadOnlySpan<byte> registry, ReadOnlySpan<byte> institution, ulong keyVersion)
    : ProofContext(Begin("AuditNode-V01-key-CMPT-with-sigma-proofs_Keccak256_BN254"u8, 5, chainId, registry)
        .Address(institution, nameof(institution))
        .Number(keyVersion)
        .ToTag());
