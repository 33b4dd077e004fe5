namespace AuditNode.Chain.Tests;

/// <summary>A test that is skipped, saying so, where a file of shared vectors is absent.</summary>
internal sealed class VectorFactAttribute : FactAttribute
{
    public VectorFactAttribute(string file)
    {
        File = file;
        if (!SharedVectors.Exists(file))
            Skip = $"There is no shared/vectors/{file} beside the repository; {SharedVectors.EnvironmentVariable} can name the folder \"shared\".";
    }

    public string File { get; }
}
