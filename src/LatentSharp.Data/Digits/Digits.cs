namespace LatentSharp;

/// <summary>
/// Handwritten digits that come with the library: 1,797 images of 8 by 8 pixels from 0 to 16, in 10 classes (E. Alpaydin and C. Kaynak,
/// Optical Recognition of Handwritten Digits, UCI Machine Learning Repository, https://doi.org/10.24432/C50P49, CC BY 4.0).
/// </summary>
public static class Digits
{
    /// <summary>Loads the images, (1797, 8, 8, 1) with the raw pixel values 0 to 16, and their labels 0 to 9.</summary>
    public static Dataset Load()
    {
        var table = CsvFile.Read(
            new InputSource("digits", static () => typeof(Digits).Assembly.GetManifestResourceStream("digits.csv.gz")!),
            new CsvOptions { Label = "-1", HasHeader = false, Separator = ',' });
        return new Dataset(
            "digits",
            Tensor.From(table.Samples.AsSpan(), [table.Count, 8, 8, 1]),
            table.Labels,
            table.ClassNames,
            source: "E. Alpaydin and C. Kaynak: Optical Recognition of Handwritten Digits. UCI Machine "
                + "Learning Repository, 1998. https://doi.org/10.24432/C50P49",
            license: "CC BY 4.0");
    }
}
