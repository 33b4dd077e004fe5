namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>Runs all parties of a job in one process, each over its own end of an in-process network.</summary>
public static class VerticalKMeansSession
{
    /// <summary>Runs a job to its end.</summary>
    /// <param name="job">What the parties agreed on.</param>
    /// <param name="inputs">What each party brings, by its name.</param>
    /// <param name="options">How to run it, or null for the defaults.</param>
    /// <param name="cancellationToken">Ends the run early; with stores of its own it can be taken up again.</param>
    /// <exception cref="InvalidJobException">The job or an input is refused; nothing was sent.</exception>
    /// <exception cref="ProtocolException">A party cannot go on.</exception>
    public static Task<VerticalKMeansResult> RunAsync(
        VerticalKMeansJob job,
        IReadOnlyDictionary<string, PartyInput> inputs,
        VerticalKMeansOptions? options = null,
        CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
