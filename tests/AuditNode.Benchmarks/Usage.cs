namespace AuditNode.Benchmarks;

/// <summary>What the program can be asked for.</summary>
internal static class Usage
{
    public static int Print(TextWriter output, int exitCode, string? complaint = null)
    {
        if (complaint is not null) output.WriteLine(complaint);
        output.WriteLine("""
            Usage: dotnet run -c Release --project tests/AuditNode.Benchmarks -- <benchmark> [options]

              ckks [--json] [--threads N]
                                   medians of the homomorphic operations, by default on one thread, in under 40 s
              zk [--json]          medians of proofs, commitments and curves, in under a minute
              gas [--json] [--client anvil|ganache]
                                   gas of every transaction of the audit trail
              chain [--json] [--client anvil|ganache]
                                   records anchored per second on a development chain
              journal [--json] [--folder FOLDER]
                                   records per second and latency of journal, archive and outbox, without a chain and with one
              kmeans [options]     vertical k-means under encryption once: time, bytes, memory, quality; kmeans --help
              kmeans-tables --out FOLDER [options]
                                   tables and plots of vertical k-means against the published figures; kmeans-tables --help
              careful [options]    BenchmarkDotNet: timings with confidence and allocated bytes (--filter '*Evaluator*', --list flat, ...)

            The instruction set can be chosen with AUDITNODE_INSTRUCTION_SET=portable|vector256|vector512.
            """);
        return exitCode;
    }
}
