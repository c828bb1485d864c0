#pragma OPENCL EXTENSION cl_khr_fp64 : enable  
#pragma OPENCL EXTENSION cl_khr_fp16 : enable  
#pragma OPENCL EXTENSION cl_khr_int64_base_atomics : enable  
__kernel void kGatherRows(__global long *_kernel_context, __constant uchar *_constant_region, __local uchar *_local_region, __global int *_atomics, __global uchar *m, __private int table, __private int rows, __private int index, __private int y, __private int n, __private int items, __private int padded)
{
  float f_60, f_92, f_34, f_66, f_19, f_53, f_86, f_25, f_11, f_15, f_47, f_79, f_99, f_40, f_73, f_105; 
  bool b_17, b_33, b_18, b_98, b_5, b_85, b_72, b_59, b_46, b_16; 
  long l_37, l_101, l_36, l_103, l_38, l_102, l_96, l_109, l_44, l_108, l_43, l_107, l_42, l_55, l_49, l_51, l_50, l_63, l_62, l_57, l_56, l_69, l_68, l_7, l_70, l_64, l_77, l_76, l_9, l_8, l_75, l_21, l_23, l_22, l_81, l_83, l_82, l_29, l_31, l_95, l_30, l_94, l_89, l_88, l_90; 
  ulong ul_39, ul_71, ul_104, ul_10, ul_0, ul_32, ul_65, ul_97, ul_52, ul_84, ul_24, ul_58, ul_91, ul_45, ul_78, ul_110; 
  int i_111, i_41, i_106, i_100, i_35, i_61, i_54, i_48, i_12, i_13, i_14, i_74, i_4, i_6, i_1, i_2, i_3, i_67, i_28, i_93, i_26, i_27, i_20, i_87, i_80; 

  // BLOCK 0
  ul_0  =  (ulong) m;
  i_1  =  get_global_size(0);
  i_2  =  get_global_id(0);
  // BLOCK 1 MERGES [0 26 ]
  i_3  =  i_2;
  for(;i_3 < 256;)
  {
    // BLOCK 2
    i_4  =  i_1 + i_3;
    b_5  =  i_3 < 5;
    if(b_5)
    {
      // BLOCK 3
      i_6  =  i_3 + 1027;
      l_7  =  (long) i_6;
      l_8  =  l_7 << 2;
      l_9  =  l_8 + 16L;
      ul_10  =  ul_0 + l_9;
      f_11  =  *((__global float *) ul_10);
      i_12  =  isnan(f_11)? 0 : (int) f_11;
      i_13  =  i_12 << 3;
      i_14  =  i_13 - i_12;
      f_15  =  (float) i_12;
      b_16  =  i_12 < 0 || i_12 < 0 || i_12 >= 4;
      b_17  =  isnotequal(f_11, f_15) || b_16;
      b_18  =  isnotequal(f_11, f_15) || b_16;
      if(b_18)
      {
        // BLOCK 4
        f_19  =  NaNF;
      }  // B3
      else
      {
        // BLOCK 5
        i_20  =  i_14 + 992;
        l_21  =  (long) i_20;
        l_22  =  l_21 << 2;
        l_23  =  l_22 + 16L;
        ul_24  =  ul_0 + l_23;
        f_25  =  *((__global float *) ul_24);
        f_19  =  f_25;
      }  // B3
      // BLOCK 6 MERGES [5 4 ]
      i_26  =  i_3 << 3;
      i_27  =  i_26 - i_3;
      i_28  =  i_27 + 883;
      l_29  =  (long) i_28;
      l_30  =  l_29 << 2;
      l_31  =  l_30 + 16L;
      ul_32  =  ul_0 + l_31;
      *((__global float *) ul_32)  =  f_19;
      b_33  =  isnotequal(f_11, f_15) || b_16;
      if(b_33)
      {
        // BLOCK 7
        f_34  =  NaNF;
      }  // B6
      else
      {
        // BLOCK 8
        i_35  =  i_14 + 993;
        l_36  =  (long) i_35;
        l_37  =  l_36 << 2;
        l_38  =  l_37 + 16L;
        ul_39  =  ul_0 + l_38;
        f_40  =  *((__global float *) ul_39);
        f_34  =  f_40;
      }  // B6
      // BLOCK 9 MERGES [8 7 ]
      i_41  =  i_27 + 884;
      l_42  =  (long) i_41;
      l_43  =  l_42 << 2;
      l_44  =  l_43 + 16L;
      ul_45  =  ul_0 + l_44;
      *((__global float *) ul_45)  =  f_34;
      b_46  =  isnotequal(f_11, f_15) || b_16;
      if(b_46)
      {
        // BLOCK 10
        f_47  =  NaNF;
      }  // B9
      else
      {
        // BLOCK 11
        i_48  =  i_14 + 994;
        l_49  =  (long) i_48;
        l_50  =  l_49 << 2;
        l_51  =  l_50 + 16L;
        ul_52  =  ul_0 + l_51;
        f_53  =  *((__global float *) ul_52);
        f_47  =  f_53;
      }  // B9
      // BLOCK 12 MERGES [11 10 ]
      i_54  =  i_27 + 885;
      l_55  =  (long) i_54;
      l_56  =  l_55 << 2;
      l_57  =  l_56 + 16L;
      ul_58  =  ul_0 + l_57;
      *((__global float *) ul_58)  =  f_47;
      b_59  =  isnotequal(f_11, f_15) || b_16;
      if(b_59)
      {
        // BLOCK 13
        f_60  =  NaNF;
      }  // B12
      else
      {
        // BLOCK 14
        i_61  =  i_14 + 995;
        l_62  =  (long) i_61;
        l_63  =  l_62 << 2;
        l_64  =  l_63 + 16L;
        ul_65  =  ul_0 + l_64;
        f_66  =  *((__global float *) ul_65);
        f_60  =  f_66;
      }  // B12
      // BLOCK 15 MERGES [14 13 ]
      i_67  =  i_27 + 886;
      l_68  =  (long) i_67;
      l_69  =  l_68 << 2;
      l_70  =  l_69 + 16L;
      ul_71  =  ul_0 + l_70;
      *((__global float *) ul_71)  =  f_60;
      b_72  =  isnotequal(f_11, f_15) || b_16;
      if(b_72)
      {
        // BLOCK 16
        f_73  =  NaNF;
      }  // B15
      else
      {
        // BLOCK 17
        i_74  =  i_14 + 996;
        l_75  =  (long) i_74;
        l_76  =  l_75 << 2;
        l_77  =  l_76 + 16L;
        ul_78  =  ul_0 + l_77;
        f_79  =  *((__global float *) ul_78);
        f_73  =  f_79;
      }  // B15
      // BLOCK 18 MERGES [17 16 ]
      i_80  =  i_27 + 887;
      l_81  =  (long) i_80;
      l_82  =  l_81 << 2;
      l_83  =  l_82 + 16L;
      ul_84  =  ul_0 + l_83;
      *((__global float *) ul_84)  =  f_73;
      b_85  =  isnotequal(f_11, f_15) || b_16;
      if(b_85)
      {
        // BLOCK 19
        f_86  =  NaNF;
      }  // B18
      else
      {
        // BLOCK 20
        i_87  =  i_14 + 997;
        l_88  =  (long) i_87;
        l_89  =  l_88 << 2;
        l_90  =  l_89 + 16L;
        ul_91  =  ul_0 + l_90;
        f_92  =  *((__global float *) ul_91);
        f_86  =  f_92;
      }  // B18
      // BLOCK 21 MERGES [20 19 ]
      i_93  =  i_27 + 888;
      l_94  =  (long) i_93;
      l_95  =  l_94 << 2;
      l_96  =  l_95 + 16L;
      ul_97  =  ul_0 + l_96;
      *((__global float *) ul_97)  =  f_86;
      b_98  =  isnotequal(f_11, f_15) || b_16;
      if(b_98)
      {
        // BLOCK 22
        f_99  =  NaNF;
      }  // B21
      else
      {
        // BLOCK 23
        i_100  =  i_14 + 998;
        l_101  =  (long) i_100;
        l_102  =  l_101 << 2;
        l_103  =  l_102 + 16L;
        ul_104  =  ul_0 + l_103;
        f_105  =  *((__global float *) ul_104);
        f_99  =  f_105;
      }  // B21
      // BLOCK 24 MERGES [23 22 ]
      i_106  =  i_27 + 889;
      l_107  =  (long) i_106;
      l_108  =  l_107 << 2;
      l_109  =  l_108 + 16L;
      ul_110  =  ul_0 + l_109;
      *((__global float *) ul_110)  =  f_99;
    }  // B2
    else
    {
      // BLOCK 25
    }  // B2
    // BLOCK 26 MERGES [25 24 ]
    i_111  =  i_4;
    i_3  =  i_111;
  }  // B1
  // BLOCK 27
  return;
}  //  kernel
