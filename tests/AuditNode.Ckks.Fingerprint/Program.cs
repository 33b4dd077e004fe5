using AuditNode.Ckks;
using AuditNode.Ckks.Fingerprint;
using AuditNode.Ckks.Ring;

foreach (string feature in Hardware.Features()) Console.WriteLine($"hardware/{feature}");
Console.WriteLine($"instruction set/best: {InstructionSets.Best}");
Console.WriteLine($"instruction set/default: {InstructionSets.Default}");

// Key switching with digits of one prime, and with digits of several.
foreach (CkksParameters parameters in (CkksParameters[])[CkksParameters.Create(8192, 40, 30, 4), CkksParameters.Create(16384, 45, 34, 5)])
{
    foreach (string digest in Computation.Digests(parameters)) Console.WriteLine($"sha256/N = {parameters.Rlwe.Degree}, {digest}");
}
