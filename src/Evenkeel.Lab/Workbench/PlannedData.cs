using Evenkeel.Data;
using Evenkeel.Interchange;

namespace Evenkeel.Lab.Workbench;

/// <summary>The data of a comparison.</summary>
/// <param name="Name">What the data calls itself.</param>
/// <param name="Table">Whether it is a table, with a column for the labels.</param>
/// <param name="Train">Samples to learn from.</param>
/// <param name="Test">Samples to judge by.</param>
/// <param name="Classes">Classes; 0 where numbers are predicted.</param>
/// <param name="Note">What should be known of it; null for nothing.</param>
internal sealed record PlannedData(string Name, bool Table, int Train, int Test, int Classes, string? Note)
{
    /// <summary>Reads what is planned.</summary>
    public static PlannedData Of(PlannedComparison planned)
    {
        DataSplit data = planned.Data;
        bool table = DataCatalog.All.All(set => set.Name != planned.Reading.Spec.Data.Name);
        return new(data.Train.Name, table, data.Train.Count, data.Test.Count, data.Train.Classes.Count, data.Note);
    }
}
