#pragma OPENCL EXTENSION cl_khr_fp64 : enable  
#pragma OPENCL EXTENSION cl_khr_fp16 : enable  
#pragma OPENCL EXTENSION cl_khr_int64_base_atomics : enable  
__kernel void kMix(__global long *_kernel_context, __constant uchar *_constant_region, __local uchar *_local_region, __global int *_atomics, __global uchar *m, __private int length, __private int modes, __private int in, __private int out, __private int x, __private int w, __private int half, __private int y, __private int items, __private int padded)
{
  float f_34, f_19, f_88, f_25, f_90, f_76, f_82, f_70, f_123, f_124, f_125, f_126, f_127, f_64, f_52, f_118, f_119, f_120, f_121, f_58, f_122, f_107, f_108, f_109, f_46, f_110, f_111, f_112, f_99, f_100, f_101, f_102, f_103, f_40, f_104, f_105, f_106; 
  bool b_5, b_89; 
  long l_37, l_36, l_38, l_97, l_32, l_96, l_79, l_78, l_85, l_84, l_116, l_55, l_54, l_86, l_80, l_115, l_114, l_61, l_60, l_31, l_95, l_30, l_62, l_56; 
  ulong ul_39, ul_42, ul_43, ul_33, ul_98, ul_21, ul_22, ul_23, ul_87, ul_24, ul_15, ul_16, ul_17, ul_81, ul_18, ul_68, ul_69, ul_72, ul_73, ul_74, ul_75, ul_63, ul_0, ul_66, ul_67, ul_117, ul_57, ul_44, ul_45, ul_48, ul_49, ul_50, ul_51; 
  int i_47, i_41, i_35, i_59, i_53, i_113, i_12, i_13, i_77, i_14, i_8, i_9, i_10, i_11, i_4, i_6, i_7, i_71, i_128, i_1, i_65, i_2, i_3, i_28, i_92, i_29, i_93, i_94, i_26, i_27, i_91, i_20, i_83; 

  // BLOCK 0
  ul_0  =  (ulong) m;
  i_1  =  get_global_size(0);
  i_2  =  get_global_id(0);
  // BLOCK 1 MERGES [0 8 ]
  i_3  =  i_2;
  for(;i_3 < 256;)
  {
    // BLOCK 2
    i_4  =  i_1 + i_3;
    b_5  =  i_3 < 40;
    if(b_5)
    {
      // BLOCK 3
      i_6  =  i_3 / 5;
      i_7  =  i_6 % 4;
      i_8  =  i_7 << 1;
      i_9  =  i_8 + i_7;
      i_10  =  i_9 << 2;
      i_11  =  i_10 + i_9;
      i_12  =  i_11 + 1331;
      i_13  =  i_3 % 5;
      i_14  =  i_12 + i_13;
      ul_15  =  i_14 & 4294967295UL;
      ul_16  =  ul_15 << 2;
      ul_17  =  ul_16 + 16L;
      ul_18  =  ul_0 + ul_17;
      f_19  =  *((__global float *) ul_18);
      i_20  =  i_14 + 60;
      ul_21  =  i_20 & 4294967295UL;
      ul_22  =  ul_21 << 2;
      ul_23  =  ul_22 + 16L;
      ul_24  =  ul_0 + ul_23;
      f_25  =  *((__global float *) ul_24);
      i_26  =  i_6 << 2;
      i_27  =  i_6 << 1;
      i_28  =  i_26 + i_27;
      i_29  =  i_28 + 1168;
      l_30  =  (long) i_29;
      l_31  =  l_30 << 2;
      l_32  =  l_31 + 16L;
      ul_33  =  ul_0 + l_32;
      f_34  =  *((__global float *) ul_33);
      i_35  =  i_28 + 1171;
      l_36  =  (long) i_35;
      l_37  =  l_36 << 2;
      l_38  =  l_37 + 16L;
      ul_39  =  ul_0 + l_38;
      f_40  =  *((__global float *) ul_39);
      i_41  =  i_14 + 5;
      ul_42  =  i_41 & 4294967295UL;
      ul_43  =  ul_42 << 2;
      ul_44  =  ul_43 + 16L;
      ul_45  =  ul_0 + ul_44;
      f_46  =  *((__global float *) ul_45);
      i_47  =  i_14 + 65;
      ul_48  =  i_47 & 4294967295UL;
      ul_49  =  ul_48 << 2;
      ul_50  =  ul_49 + 16L;
      ul_51  =  ul_0 + ul_50;
      f_52  =  *((__global float *) ul_51);
      i_53  =  i_28 + 1169;
      l_54  =  (long) i_53;
      l_55  =  l_54 << 2;
      l_56  =  l_55 + 16L;
      ul_57  =  ul_0 + l_56;
      f_58  =  *((__global float *) ul_57);
      i_59  =  i_28 + 1172;
      l_60  =  (long) i_59;
      l_61  =  l_60 << 2;
      l_62  =  l_61 + 16L;
      ul_63  =  ul_0 + l_62;
      f_64  =  *((__global float *) ul_63);
      i_65  =  i_14 + 10;
      ul_66  =  i_65 & 4294967295UL;
      ul_67  =  ul_66 << 2;
      ul_68  =  ul_67 + 16L;
      ul_69  =  ul_0 + ul_68;
      f_70  =  *((__global float *) ul_69);
      i_71  =  i_14 + 70;
      ul_72  =  i_71 & 4294967295UL;
      ul_73  =  ul_72 << 2;
      ul_74  =  ul_73 + 16L;
      ul_75  =  ul_0 + ul_74;
      f_76  =  *((__global float *) ul_75);
      i_77  =  i_28 + 1170;
      l_78  =  (long) i_77;
      l_79  =  l_78 << 2;
      l_80  =  l_79 + 16L;
      ul_81  =  ul_0 + l_80;
      f_82  =  *((__global float *) ul_81);
      i_83  =  i_28 + 1173;
      l_84  =  (long) i_83;
      l_85  =  l_84 << 2;
      l_86  =  l_85 + 16L;
      ul_87  =  ul_0 + l_86;
      f_88  =  *((__global float *) ul_87);
      b_89  =  i_7 == 0;
      if(b_89)
      {
        // BLOCK 4
        f_90  =  1.0F;
      }  // B3
      else
      {
        // BLOCK 5
        f_90  =  2.0F;
      }  // B3
      // BLOCK 6 MERGES [5 4 ]
      i_91  =  i_6 << 3;
      i_92  =  i_91 + i_27;
      i_93  =  i_92 + 1216;
      i_94  =  i_93 + i_13;
      l_95  =  (long) i_94;
      l_96  =  l_95 << 2;
      l_97  =  l_96 + 16L;
      ul_98  =  ul_0 + l_97;
      f_99  =  f_90 / 16.0F;
      f_100  =  f_19 * f_34;
      f_101  =  f_25 * f_40;
      f_102  =  f_100 - f_101;
      f_103  =  f_102 + 0.0F;
      f_104  =  f_46 * f_58;
      f_105  =  f_52 * f_64;
      f_106  =  f_104 - f_105;
      f_107  =  f_103 + f_106;
      f_108  =  f_70 * f_82;
      f_109  =  f_76 * f_88;
      f_110  =  f_108 - f_109;
      f_111  =  f_107 + f_110;
      f_112  =  f_99 * f_111;
      *((__global float *) ul_98)  =  f_112;
      i_113  =  i_94 + 5;
      l_114  =  (long) i_113;
      l_115  =  l_114 << 2;
      l_116  =  l_115 + 16L;
      ul_117  =  ul_0 + l_116;
      f_118  =  f_19 * f_40;
      f_119  =  fma(f_25, f_34, f_118);
      f_120  =  f_119 + 0.0F;
      f_121  =  f_46 * f_64;
      f_122  =  fma(f_52, f_58, f_121);
      f_123  =  f_120 + f_122;
      f_124  =  f_70 * f_88;
      f_125  =  fma(f_76, f_82, f_124);
      f_126  =  f_123 + f_125;
      f_127  =  f_126 * f_99;
      *((__global float *) ul_117)  =  f_127;
    }  // B2
    else
    {
      // BLOCK 7
    }  // B2
    // BLOCK 8 MERGES [7 6 ]
    i_128  =  i_4;
    i_3  =  i_128;
  }  // B1
  // BLOCK 9
  return;
}  //  kernel
