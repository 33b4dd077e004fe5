namespace AuditNode.ChainDev;

/// <summary>An account that a development or test network was given money for.</summary>
/// <param name="Address">Its address, 0x and 40 lower-case hex digits.</param>
/// <param name="KeyFile">The file that holds its private key, 64 hex digits, readable by its owner only.</param>
public sealed record DevAccount(string Address, string KeyFile);
