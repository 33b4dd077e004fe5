namespace AuditNode.Node.Demo;

/// <summary>What the demonstration found.</summary>
/// <param name="Data">The table.</param>
/// <param name="Records">n.</param>
/// <param name="Chain">What chain it ran on.</param>
/// <param name="JobId">The job's number.</param>
/// <param name="Columns">Names of the columns.</param>
/// <param name="Centroids">Released centroids in the columns' units.</param>
/// <param name="Result">How good they are.</param>
/// <param name="Lloyd">How good exact k-means in the clear is, from the same start.</param>
/// <param name="Epsilon">Privacy spent, at <paramref name="Delta"/>.</param>
/// <param name="Delta">1/n.</param>
/// <param name="RhoSpent">The same in zero-concentrated differential privacy, units of 1e-12.</param>
/// <param name="BytesBetweenNodes">Bytes between the two data holders, both directions, TLS included.</param>
/// <param name="DeploymentGas">Gas of deploying contracts and registering keys.</param>
/// <param name="JobGas">Gas of the job: proposal, consents, records, charges, result.</param>
/// <param name="Verified">Whether the auditor found the trail whole, and replayed it.</param>
/// <param name="TamperedFile">The file in which a bit was flipped.</param>
/// <param name="TamperFound">Whether verification then failed.</param>
/// <param name="FirstFinding">What it said.</param>
/// <param name="Seconds">How long everything took.</param>
internal sealed record DemoReport(
    string Data, int Records, string Chain, string JobId, IReadOnlyList<string> Columns, IReadOnlyList<double[]> Centroids, DemoQuality Result, DemoQuality Lloyd,
    double Epsilon, double Delta, string RhoSpent, long BytesBetweenNodes, ulong DeploymentGas, ulong JobGas, bool Verified, string TamperedFile, bool TamperFound,
    string FirstFinding, double Seconds);
