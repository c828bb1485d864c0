/// Horiba Jobin Yvon's XML of LabSpec: spectra, line scans and maps.
///
/// The layout follows files of LabSpec 6 and the description that the RosettaSciIO project gives of them
/// (hyperspy.org/rosettasciio); elements are known by the number in their attribute `ID`.
package dev.spektron.io.jobinyvon;
