using System.Diagnostics;
using System.Text.Json;

namespace AuditNode.Benchmarks.Ckks;

/// <summary>One row of the quick measurement.</summary>
/// <param name="Operation">What was measured.</param>
/// <param name="Ring">Ring degree.</param>
/// <param name="Limbs">Limbs of the operands.</param>
/// <param name="Ms">Median milliseconds.</param>
/// <param name="Cpu">Processor.</param>
internal sealed record Timing(string Operation, int Ring, int Limbs, double Ms, string Cpu);

/// <summary>Medians of the homomorphic operations, by default on one thread, quickly: repeatable to some percent on an idle machine.</summary>
internal static class QuickTimings
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = false };

    public static int Run(string[] options)
    {
        bool json = false;
        int threads = 1;
        for (int i = 0; i < options.Length; i++)
        {
            if (options[i] == "--json") json = true;
            else if (options[i] == "--threads" && i + 1 < options.Length && int.TryParse(options[i + 1], out threads) && threads is >= 1 and <= 64) i++;
            else if (options[i] == "--threads") return Usage.Print(Console.Error, 2, "--threads needs a number from 1 to 64.");
            else return Usage.Print(Console.Error, 2, $"Unknown option '{options[i]}' of ckks.");
        }

        List<Timing> timings = [];
        Measure(timings, threads, 32768, 17, 32, sign: false);
        Measure(timings, threads, 32768, 9, 32, sign: false);
        Measure(timings, threads, 16384, 9, 34, sign: false);
        Measure(timings, threads, 16384, 10, 34, sign: true);
        if (json)
        {
            Console.WriteLine("[");
            for (int i = 0; i < timings.Count; i++) Console.WriteLine($"  {JsonSerializer.Serialize(timings[i], s_json)}{(i + 1 < timings.Count ? "," : "")}");
            Console.WriteLine("]");
        }
        else
        {
            Console.WriteLine($"{Processor.Name}, {AuditNode.Ckks.Ring.InstructionSets.Default}, threads: {threads}, medians");
            foreach (Timing t in timings) Console.WriteLine($"{t.Operation,-30} N={t.Ring,-6} {t.Limbs,2} limbs {t.Ms,9:F3} ms");
        }

        return 0;
    }

    private static void Measure(List<Timing> timings, int threads, int degree, int limbs, int scaleBits, bool sign)
    {
        using var workload = new CkksWorkload(degree, limbs, scaleBits, threads);
        void Add(string operation, Action action, int measuredLimbs) =>
            timings.Add(new Timing(operation, degree, measuredLimbs, Math.Round(Median(action), 4), Processor.Name));
        if (sign)
        {
            Add("sign-31", workload.EvaluateSign, limbs);
            return;
        }

        if (timings.All(t => t.Operation != "ntt" || t.Ring != degree)) Add("ntt", workload.Transform, 1);
        Add("multiply-relinearise-rescale", workload.MultiplyRelinearizeRescale, limbs);
        Add("rotate", workload.Rotate, limbs);
        Add("encode", workload.Encode, limbs);
        Add("encrypt", workload.Encrypt, limbs);
    }

    /// <summary>Median of runs over about a second, after a warm-up that lets the just-in-time compiler finish.</summary>
    private static double Median(Action action)
    {
        const double WarmUpSeconds = 0.5, MeasureSeconds = 1.0;
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < 40 || Stopwatch.GetElapsedTime(start).TotalSeconds < WarmUpSeconds; i++) action();
        var times = new List<double>(4096);
        start = Stopwatch.GetTimestamp();
        while (times.Count < 15 || (Stopwatch.GetElapsedTime(start).TotalSeconds < MeasureSeconds && times.Count < 4096))
        {
            long t = Stopwatch.GetTimestamp();
            action();
            times.Add(Stopwatch.GetElapsedTime(t).TotalMilliseconds);
        }

        times.Sort();
        return times[times.Count / 2];
    }
}
