namespace Evenkeel.Interchange.Models;

/// <summary>How much the document of an inspection holds.</summary>
public enum InspectJsonDetail
{
    /// <summary>Numbers and words, in the file's order: what <c>--json</c> prints.</summary>
    Numbers,

    /// <summary>Histograms and spectra too, the worst tensors first: what is kept in a folder.</summary>
    All,

    /// <summary>The same for a page of hundreds of tensors: of candidates and of names for one law, only the first few.</summary>
    Page,
}
