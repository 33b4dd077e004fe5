namespace AuditNode.Zk.Relations;

/// <summary>A proof was asked for over a relation that is not a valid instance.</summary>
/// <param name="failedCheck">The first check that fails.</param>
public sealed class InvalidInstanceException(InstanceCheck failedCheck) : InvalidOperationException(
    $"The relation fails check {(int)failedCheck} of instance validation ({failedCheck}); a proof over it would attest nothing. Build it again.")
{
    /// <summary>The first check that fails.</summary>
    public InstanceCheck FailedCheck { get; } = failedCheck;
}
