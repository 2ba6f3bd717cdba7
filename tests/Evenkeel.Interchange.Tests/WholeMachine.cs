namespace Evenkeel.Interchange.Tests;

/// <summary>Tests that keep every processor busy run by themselves, so that they starve no server that another test waits for.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class WholeMachine
{
    public const string Name = "whole machine";
}
