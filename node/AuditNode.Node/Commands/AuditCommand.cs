using System.CommandLine;
using AuditNode.Node.Hosting;
using AuditNode.Verifier;
using AuditNode.Verifier.Replay;

namespace AuditNode.Node.Commands;

/// <summary>audit: verifies, replays, exports and shows audit trails.</summary>
internal static class AuditCommand
{
    public static Command Create() => new("audit", """
        Verifies audit trails from a chain and archives or bundles; asks no node of an institution and needs no keys.
        Exit codes: 0 all is well; 1 something is wrong; 2 wrong command line or file with addresses; 3 a replay gave something else;
        4 no archive could be read, or no bundle written; 5 the chain could not be read; 6 nothing is wrong, but not everything could be
        checked; 70 defect of the program; 130 interrupted.
        """)
    {
        Verify(), Replay(), TrailCommands.Export(), TrailCommands.Show(),
    };

    private static Command Verify()
    {
        var (options, json) = (new AuditOptions(), CommonOptions.Json());
        return options.AddTo(new Command("verify", """
            Checks events, heads, records, artifacts, proofs, consents, budgets and messages, and names the first bad record.

            Examples:
              audit-node audit verify --archive study.bundle --rpc http://127.0.0.1:8545
              audit-node audit verify --archive hospital/archive --archive bank/archive --rpc http://127.0.0.1:8545 --contracts contracts.json --json
            """)
        { json }).Audits((arguments, cancellationToken) => RunAsync(options, arguments, null, arguments.GetValue(json), cancellationToken));
    }

    private static Command Replay()
    {
        var (options, json) = (new AuditOptions(), CommonOptions.Json());
        var sample = new Option<int?>("--sample") { Description = "Replay this many operations, drawn by the last block's hash (default: all).", HelpName = "N" };
        var fraction = new Option<double?>("--fraction") { Description = "Replay this part of the operations, above 0 and at most 1.", HelpName = "F" };
        return options.AddTo(new Command("replay", """
            Verifies, and computes the encrypted operations again, bit for bit, all or a sample that nobody can choose.

            Examples:
              audit-node audit replay --archive study.bundle --rpc http://127.0.0.1:8545
              audit-node audit replay --archive study.bundle --rpc http://127.0.0.1:8545 --fraction 0.1
            """)
        { sample, fraction, json }).Audits((arguments, cancellationToken) =>
        {
            var plan = (arguments.GetValue(sample), arguments.GetValue(fraction)) switch
            {
                (null, null) => ReplayPlan.Full,
                ({ } count, null) => ReplayPlan.Sample(count),
                (null, { } part) => ReplayPlan.Fraction(part),
                _ => throw new NodeException(NodeError.Usage, "Give either --sample or --fraction."),
            };
            return RunAsync(options, arguments, plan, arguments.GetValue(json), cancellationToken);
        });
    }

    private static Task<int> RunAsync(AuditOptions options, ParseResult arguments, ReplayPlan? plan, bool asJson, CancellationToken cancellationToken)
    {
        var (ledger, budget) = options.ContractsOf(arguments);
        var request = new VerificationRequest
        {
            Rpc = options.RpcOf(arguments), Ledger = ledger, Budget = budget, Archives = options.ArchivesOf(arguments), Jobs = options.JobsOf(arguments),
            Replay = plan,
        };
        return AuditReport.RunAsync(progress => TrailVerification.RunAsync(request, progress, cancellationToken), asJson);
    }
}
