namespace Evenkeel.Lab.Protocol;

/// <summary>A data set that can be named, of the kind plane, images or table.</summary>
internal sealed record DataChoice(string Name, string Text, string Kind, bool Found, bool Fetchable);
