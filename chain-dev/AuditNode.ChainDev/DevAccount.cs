using AuditNode.Chain;
using AuditNode.Chain.Transactions;

namespace AuditNode.ChainDev;

/// <summary>An account that a development or test network was given money for.</summary>
/// <param name="Address">Its address.</param>
/// <param name="KeyPath">The file that holds its private key, 64 hex digits, readable by its owner only.</param>
public sealed record DevAccount(Address Address, string KeyPath)
{
    /// <summary>Reads the private key; the caller disposes of it.</summary>
    /// <exception cref="ChainDevException">The file is no longer as it was.</exception>
    public PrivateKey ReadKey() => KeyFile.Read(KeyPath);
}
