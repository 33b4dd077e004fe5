using System.CommandLine;

return new RootCommand("A node of a consortium that clusters its joint data under audit.").Parse(args).Invoke();
