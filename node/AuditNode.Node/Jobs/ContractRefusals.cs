using AuditNode.Chain;
using AuditNode.Contracts.Errors;
using AuditNode.Verifier.OnChain;

namespace AuditNode.Node.Jobs;

/// <summary>Refusals of the contracts as refusals of a job.</summary>
internal static class ContractRefusals
{
    /// <summary>Explains a revert; the contract's own words where nothing better is known.</summary>
    public static JobRefusedException Explain(ContractRevertedException refusal) => refusal switch
    {
        _ when NotWorker.TryDecode(refusal, out NotWorker? worker) => new JobRefusedException(
            JobRefusal.PartyRemoved, "parties", $"{worker} is no member of the consortium that may work", "institutions with the role worker",
            "have the consortium admit it, or propose a job without it", refusal),
        _ when WrongJobState.TryDecode(refusal, out WrongJobState? state) => new JobRefusedException(
            JobRefusal.WrongState, "state", $"the job is {(JobState)state.State}", "the state in which this can happen",
            "look at the job; what was to be done may be done already", refusal),
        _ when ConsentDeadlinePassed.TryDecode(refusal, out _) => new JobRefusedException(
            JobRefusal.DeadlinePassed, "consentDeadline", "it has passed", "a consent before it", "ask the proposer to propose the job again", refusal),
        _ when NotParty.TryDecode(refusal, out _) || NotDataHolder.TryDecode(refusal, out _) => new JobRefusedException(
            JobRefusal.NotParty, "parties", "this institution has no such part in the job", "a job that names it", "look at the job's parties", refusal),
        _ when BudgetExceeded.TryDecode(refusal, out _) || LimitAboveCap.TryDecode(refusal, out _) || LimitAboveJob.TryDecode(refusal, out _) => new JobRefusedException(
            JobRefusal.Budget, "rho", "the privacy account does not cover it", "what is left of limit and cap",
            "agree on a job with a smaller budget, or bring another data set", refusal),
        _ => new JobRefusedException(JobRefusal.Failed, "contract", refusal.Message, "what the contract accepts", "see docs/contracts.md for the error", refusal),
    };
}
