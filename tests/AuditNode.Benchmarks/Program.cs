using AuditNode.Benchmarks;
using AuditNode.Benchmarks.Ckks;
using AuditNode.Ckks.Ring;
using BenchmarkDotNet.Running;

try
{
    _ = InstructionSets.Default; // a wrong setting is the user's to correct, before anything is measured
    return args switch
    {
        ["ckks", .. string[] options] => QuickTimings.Run(options),
        ["careful", .. string[] options] => Careful(options),
        [] or ["-h" or "--help" or "help", ..] => Usage.Print(Console.Out, 0),
        _ => Usage.Print(Console.Error, 2, $"Unknown benchmark '{args[0]}'."),
    };
}
catch (InvalidOperationException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}

static int Careful(string[] options)
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(options);
    return 0;
}
