using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using AuditNode.Zk.Commitments;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Proofs;
using AuditNode.Zk.Records;

namespace AuditNode.Benchmarks.Zk;

/// <summary>Medians of what a node does for every record, of commitments, and of the groups below them.</summary>
internal static class ProofTimings
{
    private const int Column = 48_842;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static int Run(string[] options)
    {
        if (options is not ([] or ["--json"])) return Usage.Print(Console.Error, 2, $"Unknown option '{options[0]}' of zk.");
        List<(string Operation, double Microseconds)> rows = [];
        MeasureGroup<Bn254>(rows);
        MeasureGroup<P256>(rows);
        MeasureProofs(rows);
        MeasureColumn(rows);
        if (options.Length == 1)
        {
            Console.WriteLine(JsonSerializer.Serialize(new { cpu = Processor.Name, microseconds = rows.ToDictionary(row => row.Operation, row => Math.Round(row.Microseconds, 2)) }, s_json));
            return 0;
        }

        Console.WriteLine($"{Processor.Name}, medians");
        foreach (var (operation, microseconds) in rows) Console.WriteLine($"{operation,-52} {microseconds,14:N1} us");
        return 0;
    }

    private static void MeasureGroup<TCurve>(List<(string Operation, double Microseconds)> rows)
        where TCurve : struct, ICurve
    {
        Scalar<TCurve> scalar = Scalar<TCurve>.Random();
        GroupElement<TCurve> element = GroupElement<TCurve>.MultiplyGenerator(Scalar<TCurve>.Random());
        rows.Add(($"{TCurve.Name}: multiply, constant time", Median(() => _ = element * scalar)));
        rows.Add(($"{TCurve.Name}: multiply the generator, constant time", Median(() => _ = GroupElement<TCurve>.MultiplyGenerator(scalar))));
        rows.Add(($"{TCurve.Name}: hash to the curve", Median(() => _ = HashToCurve.Hash<TCurve>("message"u8, "AuditNode benchmark"u8))));
    }

    private static void MeasureProofs(List<(string Operation, double Microseconds)> rows)
    {
        using ProofKey key = ProofKey.Generate();
        byte[] word = RandomNumberGenerator.GetBytes(32), address = RandomNumberGenerator.GetBytes(20);
        var context = new RecordContext(1337, address, word, address, 7, word, word);
        byte[] proof = AttributionProof.Prove(key, context);
        rows.Add(("record context (tag and session)", Median(() => _ = new RecordContext(1337, address, word, address, 7, word, word))));
        rows.Add(("attribution: prove", Median(() => _ = AttributionProof.Prove(key, context))));
        rows.Add(("attribution: verify", Median(() =>
        {
            if (AttributionProof.Verify(context, key.PublicKey, proof) != VerificationResult.Accepted) throw new InvalidOperationException("The proof is wrong.");
        })));
        using Opening<Bn254> opening = Opening<Bn254>.Create(42);
        rows.Add(("Pedersen commitment", Median(() => _ = opening.Commit(PedersenParameters<Bn254>.Standard))));
    }

    private static void MeasureColumn(List<(string Operation, double Microseconds)> rows)
    {
        long start = Stopwatch.GetTimestamp();
        _ = PedersenParameters<Bn254>.Standard.VectorGenerators(Column);
        rows.Add(($"{Column:N0} generators, once", Stopwatch.GetElapsedTime(start).TotalMicroseconds));
        long[] values = new long[Column];
        for (int i = 0; i < values.Length; i++) values[i] = i - (Column / 2);
        using VectorOpening<Bn254> opening = VectorOpening<Bn254>.Create(values);
        rows.Add(($"commitment to a column of {Column:N0}", Median(() => _ = opening.Commit(PedersenParameters<Bn254>.Standard), atLeast: 3)));
    }

    /// <summary>Median of runs over about half a second, after as long a warm-up, in microseconds.</summary>
    private static double Median(Action action, int atLeast = 15)
    {
        long start = Stopwatch.GetTimestamp();
        do action();
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < 0.5);
        var times = new List<double>();
        start = Stopwatch.GetTimestamp();
        while (times.Count < atLeast || Stopwatch.GetElapsedTime(start).TotalSeconds < 0.5)
        {
            long t = Stopwatch.GetTimestamp();
            action();
            times.Add(Stopwatch.GetElapsedTime(t).TotalMicroseconds);
        }

        times.Sort();
        return times[times.Count / 2];
    }
}
