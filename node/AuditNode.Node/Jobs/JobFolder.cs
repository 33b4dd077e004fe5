using AuditNode.Chain;
using AuditNode.Engine.Protocols;

namespace AuditNode.Node.Jobs;

/// <summary>Where a node keeps what it must not lose and must not show: a folder for its owner only, with one of its own for each job.</summary>
/// <param name="path">The node's state folder; created where it is missing.</param>
/// <remarks>What lies there is not encrypted: put it on an encrypted disk, and never restore it from a backup (docs/jobs.md).</remarks>
public sealed class JobFolder(string path)
{
    private readonly string _path = System.IO.Path.GetFullPath(path);

    /// <summary>Identifiers of the data sets' privacy accounts.</summary>
    /// <exception cref="IOException">The folder cannot be created.</exception>
    public ICheckpointStore Datasets => new FileCheckpointStore(System.IO.Path.Combine(_path, "datasets"));

    /// <summary>State of a job: what was accepted, the engine's checkpoints, blindings, beacons, the result.</summary>
    /// <param name="jobId">The job.</param>
    /// <exception cref="IOException">The folder cannot be created.</exception>
    public ICheckpointStore StateOf(Bytes32 jobId) => new FileCheckpointStore(System.IO.Path.Combine(_path, "jobs", NameOf(jobId)));

    /// <summary>A job's number as the engine, files and records write it: 64 lower-case hexadecimal digits.</summary>
    /// <param name="jobId">The job.</param>
    public static string NameOf(Bytes32 jobId) => Convert.ToHexStringLower(jobId.ToArray());
}
