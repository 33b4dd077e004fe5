namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>Checks what a party brings to a job before anything is sent.</summary>
internal static class PartyInputCheck
{
    public static void Require(VerticalKMeansJob job, JobParty party, PartyInput input)
    {
        if (input.Columns.Count != party.Columns.Count)
            throw new InvalidJobException(nameof(PartyInput.Columns), $"{party.Name} has {input.Columns.Count} columns, but {party.Columns.Count} in the job.");
        for (int c = 0; c < input.Columns.Count; c++)
        {
            double[] column = input.Columns[c];
            if (column.Length != job.Records)
                throw new InvalidJobException(nameof(PartyInput.Columns), $"Column '{party.Columns[c].Name}' of {party.Name} has {column.Length} records, but the job {job.Records}; align the parties' records first.");
            // The value is private and stays out of the message.
            int outside = Array.FindIndex(column, x => !(Math.Abs(x) <= 1));
            if (outside >= 0)
                throw new InvalidJobException(nameof(PartyInput.Columns), $"Record {outside} of column '{party.Columns[c].Name}' of {party.Name} is not in [-1, 1]; scale it by the job's bounds and clip it.");
        }

        if (input.Identifiers.Length is not (0 or Envelope.DigestLength))
            throw new InvalidJobException(nameof(PartyInput.Identifiers), $"The digest of the identifiers of {party.Name} has {input.Identifiers.Length} bytes; it must have {Envelope.DigestLength}, or 0 for none.");
        if (job.AssignmentReceivers.Count > 0 && !input.AgreesToAssignment)
        {
            throw new InvalidJobException(nameof(PartyInput.AgreesToAssignment),
                $"{party.Name} does not agree that {string.Join(", ", job.AssignmentReceivers)} learn the cluster of every record; agree on a job without receivers, or say that it agrees.");
        }
    }
}
