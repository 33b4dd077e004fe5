namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>Makes the parties of vertical k-means.</summary>
public static class VerticalKMeansParty
{
    /// <summary>Makes a party with the role that the job gives it.</summary>
    /// <param name="job">The job.</param>
    /// <param name="name">The party's name in it.</param>
    /// <param name="input">Its columns and consent.</param>
    /// <param name="services">Stores, log and clock.</param>
    /// <param name="options">How it works, or null for the defaults.</param>
    /// <exception cref="InvalidJobException">The job or the input is refused.</exception>
    public static IVerticalKMeansParty Create(
        VerticalKMeansJob job, string name, PartyInput input, PartyServices services, PartyOptions? options = null) =>
        Create(new JobRuntime(job), name, input, services, options);

    internal static IVerticalKMeansParty Create(JobRuntime runtime, string name, PartyInput input, PartyServices services, PartyOptions? options) =>
        runtime.Job.PartyNamed(name).Role switch
        {
            PartyRole.ComputingParty => new ComputingParty(runtime, name, input, services, options),
            PartyRole.KeyHolder => new KeyHolder(runtime, name, input, services, options),
            _ => new DataParty(runtime, name, input, services, options),
        };
}
