using AuditNode.Chain;

namespace AuditNode.Verifier.OnChain;

/// <summary>The contracts behind a ledger. The ledger itself names its registries, for ever; who charges privacy has to be told.</summary>
/// <param name="Ledger">AuditLedger.</param>
/// <param name="Institutions">InstitutionRegistry.</param>
/// <param name="Jobs">JobRegistry.</param>
/// <param name="Budget">PrivacyBudget, or null where none was named.</param>
public sealed record ContractAddresses(Address Ledger, Address Institutions, Address Jobs, Address? Budget);
