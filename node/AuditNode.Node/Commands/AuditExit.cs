using AuditNode.Node.Hosting;
using AuditNode.Verifier.Reports;

namespace AuditNode.Node.Commands;

/// <summary>Exit codes of audit and ledger: those of a verification (<see cref="VerificationExit"/>), whatever went wrong around it. None of them
/// says that a trail is in order, or not, because a file or the program failed.</summary>
internal static class AuditExit
{
    /// <summary>A defect of the program (EX_SOFTWARE of sysexits.h): nothing is said about the trail.</summary>
    public const int Defect = 70;

    /// <summary>The code of a failure.</summary>
    public static int Of(NodeError error) => error switch
    {
        NodeError.Usage or NodeError.Configuration or NodeError.NotFound => (int)VerificationExit.WrongArguments,
        NodeError.Findings => (int)VerificationExit.Findings,
        NodeError.Files => (int)VerificationExit.ArchiveUnreadable,
        NodeError.Chain or NodeError.Timeout => (int)VerificationExit.ChainUnreachable,
        _ => Defect,
    };
}
