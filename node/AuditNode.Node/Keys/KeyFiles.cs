using AuditNode.Node.Hosting;

namespace AuditNode.Node.Keys;

/// <summary>The files in a node's keys folder.</summary>
/// <param name="directory">The node's directory.</param>
public sealed class KeyFiles(NodeDirectory directory)
{
    /// <summary>The account's key, Web3 Secret Storage version 3.</summary>
    public string Account => Path.Combine(directory.Keys, "account.json");

    /// <summary>The proof key, see <see cref="ProofKeystore"/>.</summary>
    public string Proof => Path.Combine(directory.Keys, "proof.json");

    /// <summary>A proof key that is on its way into the registry.</summary>
    public string NextProof => Path.Combine(directory.Keys, "proof.next.json");

    /// <summary>A proof key that was replaced, kept to prove what it signed.</summary>
    /// <param name="version">Its number in the registry.</param>
    public string OldProof(ulong version) => Path.Combine(directory.Keys, $"proof.{version}.json");

    /// <summary>The TLS certificate and its private key, PEM.</summary>
    public string Certificate => Path.Combine(directory.Keys, "tls.pem");

    /// <summary>Whether all three are there.</summary>
    public bool AreComplete => File.Exists(Account) && File.Exists(Proof) && File.Exists(Certificate);
}
